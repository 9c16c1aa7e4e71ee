// Asks a visitor once, remembers the answer in a first-party cookie, and lets it be changed from every page.
// Sets nothing and sends nothing before there is a choice. Pages learn of it by imprimatur.allows("statistics")
// and by the event "imprimatur:choice" on the document.
(() => {
  const notice = {}/* replaced by the notice's words */;
  const words = notice.banner;
  const optional = notice.purposes.filter(purpose => purpose.optional);
  const service = new URL(".", document.currentScript.src);
  const signal = navigator.globalPrivacyControl === true;

  const remembered = () => {
    const cookie = document.cookie.match(/(?:^|; )imprimatur_choice=([^:;]*):([\w.-]*)/);
    return cookie && cookie[1] === notice.policyVersion ? cookie[2].split(".") : null;
  };
  let allowed = remembered();
  let open = null;
  let sending = {};
  // The first choice whose answer is missing: those after it are the same visitor's.
  let unanswered;

  const publish = () => {
    document.dispatchEvent(new CustomEvent("imprimatur:choice", { detail: { allowed } }));
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // crypto.randomUUID exists only on pages that came over TLS.
  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  const send = async (choices, method) => {
    // The same choice sent again after a failure is the same choice, so it keeps its id.
    const content = JSON.stringify(choices) + method;
    sending = sending.content === content ? sending : { content, id: uuid(), supersedes: unanswered };
    unanswered = unanswered || sending.id;
    const answer = await fetch(new URL("api/v1/choices", service), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id: sending.id, supersedes: sending.supersedes, notice: notice.hash,
        language: notice.language, choices, method })
    });
    if (!answer.ok) throw answer.status;
    const held = (await answer.json()).choices;
    sending = {};
    unanswered = undefined;
    // The cookie says what the newest choice says, which may have been made in another window.
    return remembered() || Object.keys(held).filter(purpose => held[purpose]);
  };

  const show = opener => {
    if (open) return open.focus();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`/* replaced by the style */`);
    const host = element("div", { lang: notice.language });
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const method = opener ? "settings" : "banner";

    const boxes = optional.map(purpose => element("input", {
      type: "checkbox",
      name: purpose.id,
      checked: !!allowed && allowed.includes(purpose.id) && !(signal && purpose.sharing),
      disabled: signal && purpose.sharing
    }));
    const row = (purpose, mark) => element("label", {}, mark,
      element("span", {}, element("b", { textContent: purpose.name }), " " + purpose.text));
    const necessary = notice.purposes.filter(purpose => !purpose.optional)
      .map(purpose => row(purpose, element("i", { textContent: words.always })));
    const details = element("div", { className: "purposes", hidden: true }, ...necessary,
      ...optional.map((purpose, place) => row(purpose, boxes[place])));
    const failure = element("p", { className: "failure", role: "alert" });

    const close = () => {
      host.remove();
      document.body.style.paddingBottom = document.documentElement.style.scrollPaddingBottom = "";
      open = null;
      if (opener) opener.focus();
    };
    const choose = async answer => {
      failure.textContent = "";
      const choices = Object.fromEntries(optional.map((purpose, place) => [purpose.id, answer(boxes[place])]));
      try {
        allowed = await send(choices, method);
        close();
        publish();
      } catch (status) {
        // Only a refusal says that nothing was recorded.
        failure.textContent = status >= 400 && status < 500 ? words.failed : notice.unknown;
      }
    };
    const button = (textContent, onclick) => element("button", { type: "button", textContent, onclick });
    const third = button(words.choose, () => {
      if (!details.hidden) return choose(box => box.checked && !box.disabled);
      details.hidden = false;
      third.textContent = words.save;
      (boxes.find(box => !box.disabled) || third).focus();
      room();
    });
    const refuse = () => choose(() => false);

    const panel = element("section", { tabIndex: -1 },
      element("h2", { id: "title", textContent: words.title }),
      element("p", { id: "text" }, words.text + " ",
        element("a", { href: new URL("choices", service), textContent: words.details })),
      ...(signal ? [element("p", { className: "signal", textContent: words.gpc })] : []),
      details, failure,
      element("div", { className: "buttons" },
        button(words.reject, refuse), button(words.accept, () => choose(box => !box.disabled)), third));
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-labelledby", "title");
    panel.setAttribute("aria-describedby", "text");
    // Closing the first question means no; closing the settings leaves everything as it is.
    panel.onkeydown = event => {
      if (event.key === "Escape") allowed ? close() : refuse();
    };
    // The end of the page stays readable above the panel, and what has the focus is never under it.
    const room = () => {
      const height = panel.offsetHeight + "px";
      document.body.style.paddingBottom = document.documentElement.style.scrollPaddingBottom = height;
    };
    root.append(panel);
    document.body.prepend(host);
    open = panel;
    room();
    if (opener) panel.focus();
  };

  window.imprimatur = { allows: purpose => !!allowed && allowed.includes(purpose), choose: () => show(document.body) };

  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && plain && link.href === new URL("choices", service).href) {
      event.preventDefault();
      show(link);
    }
  });

  if (allowed) publish(); else show();
})();
