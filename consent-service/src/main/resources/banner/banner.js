// Asks a visitor once, keeps the answer in first-party cookies, holds back what isn't allowed, and lets the answer be
// changed from every page. Without a choice, and where cookies are blocked, nothing is set and nothing is sent.
// What pages can rely on is told in docs/consent-for-developers.md. The two names in capitals stand for the notice's
// words and the style, which the service puts in.
(() => {
  const notice = IMPRIMATUR_NOTICE;
  const words = notice.banner;
  const optional = notice.purposes.filter(purpose => purpose.optional);
  const ids = optional.map(purpose => purpose.id);
  const necessary = notice.purposes.map(purpose => purpose.id).filter(id => !ids.includes(id));
  const shares = id => optional[ids.indexOf(id)].sharing;
  const service = new URL(".", document.currentScript.src);
  const settings = new URL("choices", service);
  const signal = navigator.globalPrivacyControl === true;
  const halfAYear = 15552000;
  let panel, busy, sending, retry, told, signalled, leaving;

  const cookie = name => (navigator.cookieEnabled
    && document.cookie.match("(?:^|; )imprimatur_" + name + "=([^;]*)") || ["", ""])[1];

  // What the newest record says, as long as the notice hasn't changed in substance.
  const recorded = () => {
    const [version, purposes, gpc] = cookie("choice").split(":");
    return version === notice.policyVersion && { purposes: purposes.split("."), gpc };
  };
  const had = id => recorded().purposes?.includes(id);

  // A choice on its way: in a cookie of its own, so that it outlives the page and is the same one for all tabs. Once
  // it is off nothing is sent; the same choice made again has the same id, and another one is the same visitor's.
  const pending = () => {
    const [id, supersedes, hash, language, method, gpc, answers, off] = cookie("pending").split("~");
    return !!id && { id, supersedes: supersedes || undefined, notice: hash, language, method, gpc: !!gpc,
      off: off || undefined,
      choices: Object.fromEntries(answers.split(".").map(answer => [answer.slice(1), answer[0] === "+"])) };
  };
  const waiting = () => !pending().off && pending();
  const keep = (choice, seconds) => {
    const answers = Object.keys(choice.choices).map(id => (choice.choices[id] ? "+" : "-") + id).join(".");
    document.cookie = "imprimatur_pending=" + [choice.id, choice.supersedes, choice.notice, choice.language,
      choice.method, choice.gpc ? 1 : "", answers, choice.off].join("~") + ";path=/;samesite=lax;max-age=" + seconds
      + (location.protocol[4] === "s" ? ";secure" : "");
  };
  const adds = choice => Object.keys(choice.choices).some(id => choice.choices[id] && !had(id));

  // Read each time: another tab, the Back button or the passing of half a year may have changed it. A refusal holds
  // from the moment it is made, a consent from when it is recorded, the browser's signal until the visitor says more.
  const choice = () => {
    const next = waiting();
    return recorded() || next && !adds(next)
      ? [...necessary, ...ids.filter(id => had(id) && next.choices?.[id] !== false
        && !(signal && shares(id) && !recorded().gpc))]
      : null;
  };
  const allows = id => (choice() || necessary).includes(id);

  // crypto.randomUUID exists only on pages that came over TLS.
  const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
    digit => (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16));

  const choose = (answer, method) => {
    const before = pending();
    const choices = Object.fromEntries(ids.map(id => [id, answer(id)]));
    // Whatever else came before without an answer may have arrived: this visitor's.
    const made = before.notice === notice.hash && before.method === method && ids.every(id => before.choices[id] === choices[id])
      ? { ...before, off: undefined }
      : { id: uuid(), supersedes: before.supersedes || before.id, notice: notice.hash, language: notice.language, method,
        gpc: signal, choices };
    keep(made, adds(made) ? 600 : halfAYear);
    const next = pending();
    // Without cookies there would be a record that its visitor is never led to.
    if (!next) return close();
    busy = adds(next);
    if (!busy) close(words.saved);
    else if (panel) panel.say(words.saving);
    tell();
    flush();
  };

  // One at a time and the newest only, among all tabs where the browser knows locks.
  const flush = () => {
    clearTimeout(retry);
    sending = sending || (navigator.locks ? navigator.locks.request("imprimatur", send) : send()).then(failure => {
      if (busy) failure && panel ? panel.say(failure, true) : close(words.saved);
      sending = busy = false;
      tell();
    });
  };
  const send = async () => {
    let failure, next;
    while ((next = waiting())) {
      let status = 0;
      try {
        status = (await fetch(new URL("api/v1/choices", service), {
          method: "POST",
          keepalive: true,
          signal: AbortSignal.timeout?.(20000),
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(next)
        })).status;
      } catch { /* no answer says nothing */ }
      if (leaving) return notice.unknown;
      if (pending().id !== next.id) continue;
      if (status === 201) {
        keep(next, 0);
      } else if (adds(next)) {
        // Only a refusal says that nothing was recorded. What was taken back along with it stays taken back.
        failure = /^4/.test(status) ? words.failed : notice.unknown;
        const choices = Object.fromEntries(ids.map(id => [id, next.choices[id] && had(id)]));
        if (ids.some(id => had(id) && !choices[id])) {
          keep({ ...next, id: uuid(), supersedes: next.supersedes || next.id, choices }, halfAYear);
        } else keep({ ...next, off: 1 }, 86400);
      } else {
        retry = setTimeout(flush, 10000);
        break;
      }
    }
    return failure;
  };

  // Google's tags learn of it in their own words (Consent Mode v2).
  const inform = (command, state) => {
    (function () {
      (window.dataLayer = window.dataLayer || []).push(arguments);
    })("consent", command, { functionality_storage: state("preferences"), personalization_storage: state("preferences"),
      analytics_storage: state("statistics"), ad_storage: state("marketing"), ad_user_data: state("marketing"),
      ad_personalization: state("marketing") });
  };

  // Elements with data-consent wait for their purpose. A script that ran can't be taken back, a page can.
  const ran = new Set();
  const gate = () => {
    document.querySelectorAll("[data-consent]").forEach(held => {
      const id = held.dataset.consent;
      const may = allows(id);
      if (held.localName !== "script") {
        if (may === held.hasAttribute("src")) return;
        // A new element: the document in the old one would go on running.
        const other = held.cloneNode(true);
        if (may) other.src = held.dataset.src; else other.removeAttribute("src");
        held.replaceWith(other);
      } else if (may && held.type === "text/plain") {
        const live = element("script", { text: held.text, async: false });
        for (const { name, value } of held.attributes) {
          if (name !== "type") live.setAttribute(name.replace(/^data-(?=src|type)/, ""), value);
        }
        live.nonce = held.nonce;
        ran.add(id);
        held.replaceWith(live);
      }
    });
    if (![...ran].every(allows)) location.reload();
  };

  const tabs = window.BroadcastChannel && new BroadcastChannel("imprimatur");
  const tell = () => {
    if (tabs) tabs.postMessage("");
    look();
  };
  const look = () => {
    const now = choice();
    if (told !== String(now)) {
      told = String(now);
      // What another tab decided leaves no question open here, and no boxes that say otherwise.
      if (!busy) close();
      inform("update", id => allows(id) ? "granted" : "denied");
      gate();
      document.dispatchEvent(new CustomEvent("consentchange", { detail: { allowed: now } }));
    }
    if (signal && recorded() && !recorded().gpc && !waiting() && !signalled) {
      signalled = true;
      choose(id => had(id) && !shares(id), "gpc");
    } else if (!now && !panel && !waiting() && navigator.cookieEnabled) show();
  };
  const wake = () => {
    look();
    if (waiting()) flush();
  };

  const element = (name, properties = {}, ...children) => {
    const made = document.createElement(name);
    for (const key in properties) key in made ? made[key] = properties[key] : made.setAttribute(key, properties[key]);
    made.append(...children);
    return made;
  };
  const room = height => {
    document.body.style.paddingBottom = document.documentElement.style.scrollPaddingBottom = height ? height + "px" : "";
  };
  const status = element("div", { role: "status" });
  status.style.cssText = "position:absolute;clip-path:inset(50%)";

  const close = said => {
    if (!panel) return;
    const { host, before, opened } = panel;
    const inside = host.shadowRoot.activeElement;
    panel = null;
    host.remove();
    room();
    if (opened || inside) before.focus();
    if (said) setTimeout(() => status.textContent = said, 100);
  };

  // Shows the panel, and returns whether it is really to be seen: other programs may hide or remove what asks here.
  const show = opener => {
    close();
    const before = opener || document.activeElement;
    const host = element("div", { lang: notice.language });
    const shadow = host.attachShadow({ mode: "open" });
    const method = opener ? "settings" : "banner";
    const boxes = ids.map(id => element("input", { type: "checkbox", name: id, checked: allows(id) }));
    const row = (purpose, mark) => element("label", {}, mark,
      element("span", {}, element("b", { textContent: purpose.name }), " " + purpose.text));
    const details = element("div", { hidden: !opener },
      ...notice.purposes.map(purpose => row(purpose, purpose.optional ? boxes[ids.indexOf(purpose.id)]
        : element("small", { textContent: words.always }))));
    const message = element("p", { className: "message", role: "alert" });

    const button = (textContent, onclick) => element("button", { type: "button", textContent, onclick });
    const ticked = id => boxes[ids.indexOf(id)].checked;
    const third = button(opener ? words.save : words.choose, () => {
      if (!details.hidden) return choose(ticked, method);
      details.hidden = false;
      third.textContent = words.save;
      fit();
      boxes[0].focus();
    });
    const refuse = () => choose(() => false, method);
    const accept = () => choose(id => !(signal && shares(id)), method);
    const buttons = [button(words.reject, refuse), button(words.accept, accept), third];
    const bar = element("div", { className: "buttons" }, ...buttons);
    // Closing the first question means no; closing the settings leaves everything as it is.
    const leave = button("\u00d7", () => opener ? close() : refuse());
    leave.className = "close";
    leave.title = opener ? words.leave : words.close;
    leave.setAttribute("aria-label", leave.title);

    const text = element("div", { className: "text" },
      element("p", { id: "text" }, (opener ? words.settings : words.text) + " ", element("a", {
        href: address(), textContent: words.details })),
      signal ? element("p", { textContent: words.gpc }) : "", details);
    const section = element("section", { tabIndex: -1, dir: "auto", role: "dialog", "aria-label": words.title,
      "aria-describedby": "text", onkeydown(event) {
        if (event.key === "Escape") leave.onclick();
      } },
      element("div", { className: "head" }, element("h2", { textContent: words.title }), leave),
      text, message, bar);
    const fit = () => {
      text.style.maxHeight = "";
      bar.style.gridAutoFlow = "";
      if (buttons.some(one => one.scrollWidth > one.clientWidth)) bar.style.gridAutoFlow = "row";
      // The first question gives way to the page's headline where half of its text is enough; the rest scrolls.
      const over = document.querySelector("h1")?.getBoundingClientRect().bottom - section.offsetTop;
      if (details.hidden && over > 0 && over < text.offsetHeight / 2) text.style.maxHeight = text.offsetHeight - over - 1 + "px";
      // The end of the page stays readable above the panel, and what has the focus is never under it.
      if (panel) room(section.offsetHeight);
    };
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(IMPRIMATUR_STYLE);
      shadow.adoptedStyleSheets = [sheet];
      shadow.append(section);
      document.body.prepend(host);
      document.body.append(status);
      const { x, y } = leave.getBoundingClientRect();
      if (document.elementFromPoint(x + 9, y + 9) !== host || getComputedStyle(host).opacity < 1) throw 0;
    } catch {
      host.remove();
      return false;
    }
    panel = { host, before, opened: opener, say(text, wrong) {
      message.textContent = text;
      section.setAttribute("aria-busy", !wrong);
    } };
    fit();
    new ResizeObserver(fit).observe(section);
    if (opener) section.focus();
    return true;
  };
  const address = () => settings + "?lang=" + notice.language + "&back="
    + encodeURIComponent(location.pathname + location.search);

  window.imprimatur = {
    allows,
    choose: () => show(document.activeElement) || location.assign(address()),
    get choice() {
      return choice();
    }
  };
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (link && link.href.split("?")[0] === settings.href) {
      if (plain && navigator.cookieEnabled && show(link)) event.preventDefault();
      else link.href = address();
    }
  });
  if (tabs) tabs.onmessage = look;
  // Requests that end with their page say nothing, and go on.
  addEventListener("pagehide", () => leaving = true);
  addEventListener("pageshow", () => {
    leaving = false;
    wake();
  });
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  new MutationObserver(gate).observe(document, { childList: true, subtree: true });
  inform("default", () => "denied");
  wake();
})();
