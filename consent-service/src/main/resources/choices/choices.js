// Checks the visitor's own records against the public log, in the visitor's own browser, by the steps that
// docs/verifying-the-log.md tells. Nothing is taken on trust but the log's key, which comes from this site.
(() => {
  const button = document.getElementById("check");
  const total = document.getElementById("outcome");
  const words = button.dataset;
  const utf8 = text => new TextEncoder().encode(text);
  const base64 = bytes => btoa(String.fromCharCode(...bytes));

  // One spelling only: other readers would refuse another.
  const decoded = text => {
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    if (base64(bytes) !== text) throw new Error("base64");
    return bytes;
  };
  const hash = async (...parts) => new Uint8Array(
    await crypto.subtle.digest("SHA-256", Uint8Array.from(parts.flatMap(part => [...part]))));

  // RFC 8785: records hold objects, texts and truth values only, and no number.
  const canonical = value => value && typeof value === "object"
    ? "{" + Object.keys(value).sort().map(key => JSON.stringify(key) + ":" + canonical(value[key])).join() + "}"
    : JSON.stringify(value);

  // RFC 9162, section 2.1.3.2.
  const root = async (leaf, index, size, path) => {
    let first = index;
    let last = size - 1n;
    let node = leaf;
    for (const other of path) {
      if (last === 0n) throw new Error("too many hashes");
      if (first & 1n || first === last) {
        node = await hash([1], other, node);
        while (!(first & 1n) && first !== 0n) {
          first >>= 1n;
          last >>= 1n;
        }
      } else {
        node = await hash([1], node, other);
      }
      first >>= 1n;
      last >>= 1n;
    }
    if (last !== 0n) throw new Error("too few hashes");
    return node;
  };

  // C2SP signed-note. Returns whether this browser could check the signature; throws where it is wrong.
  const signed = async (body, signatures, key) => {
    const [name, id, ...rest] = key.split("+");
    const raw = decoded(rest.join("+"));
    const expected = (await hash(utf8(name + "\n"), raw)).slice(0, 4);
    if (parseInt(id, 16) !== new DataView(expected.buffer).getUint32(0) || body.split("\n")[0] !== name) {
      throw new Error("another log's");
    }
    const ours = signatures.filter(line => line.startsWith("\u2014 " + name + " "))
      .map(line => decoded(line.slice(name.length + 3))).find(bytes => bytes.slice(0, 4).join() === expected.join());
    if (!ours) throw new Error("unsigned");
    let verifier;
    try {
      verifier = await crypto.subtle.importKey("raw", raw.slice(1), "Ed25519", false, ["verify"]);
    } catch {
      return false;
    }
    if (!await crypto.subtle.verify("Ed25519", verifier, ours.slice(4), utf8(body))) throw new Error("signature");
    return true;
  };

  const check = async ({ record, nonce, receipt }, key) => {
    if (!receipt) return "early";
    const commitment = await hash(decoded(nonce), utf8(canonical(record)));
    const leaf = await hash([0], utf8("imprimatur-consent/v1\n" + base64(commitment) + "\n"));
    const [proof, body, notes] = receipt.split("\n\n");
    const [format, place, ...path] = proof.split("\n");
    const index = place.match(/^index (0|[1-9]\d*)$/);
    const size = body.split("\n")[1];
    if (format !== "c2sp.org/tlog-proof@v1" || !index || !/^[1-9]\d*$/.test(size) || BigInt(index[1]) >= BigInt(size)) {
      throw new Error("form");
    }
    const found = await root(leaf, BigInt(index[1]), BigInt(size), path.map(decoded));
    if (base64(found) !== body.split("\n")[2]) throw new Error("root");
    return await signed(body + "\n", notes.trimEnd().split("\n"), key) ? "genuine" : "unsigned";
  };

  button.hidden = !window.crypto || !crypto.subtle;
  button.onclick = async () => {
    button.disabled = true;
    total.textContent = words.checking;
    try {
      const [{ records }, key] = await Promise.all([
        fetch("api/v1/choices/mine", { cache: "no-store" }).then(answer => answer.json()),
        fetch("log/key", { cache: "no-store" }).then(answer => answer.text())
      ]);
      const outcomes = new Set();
      for (const one of records) {
        const outcome = await check(one, key.trim().split("\n").at(-1)).catch(() => "broken");
        outcomes.add(outcome);
        const place = document.getElementById(one.record.recordId);
        if (place) place.querySelector(".outcome").textContent = words[outcome];
      }
      total.textContent = words[["broken", "early", "unsigned", "genuine"].find(outcome => outcomes.has(outcome))];
    } catch {
      total.textContent = words.unable;
    }
    button.disabled = false;
  };
})();
