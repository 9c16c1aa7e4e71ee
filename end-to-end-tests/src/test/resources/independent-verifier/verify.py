#!/usr/bin/env python3
"""Checks an Imprimatur log, and receipts from it, with nothing but Python's standard library.

    verify.py LOG [--key KEY]... [--records FILE] [--from CHECKPOINT_FILE] [--token TOKEN]

LOG      http(s) address or directory with checkpoint, key and tile/...
KEY      verifier key (name+id+base64) or a file with some; without it the log's own "key" file is believed
FILE     the answer of GET /consent/api/v1/choices/mine, or of /api/v1/accesses: each record is held against its
         receipt and the log
TOKEN    bearer token, or a file with one, for a log that is not open to everybody

Exit code: 0 verified, 1 refused, 2 misused, 3 unconfirmed: all agrees with the key that the log shows of itself.

Written from the specifications (RFC 6962, RFC 8032, RFC 8785; C2SP signed-note, tlog-checkpoint, tlog-tiles,
tlog-proof) and docs/verifying-the-log.md alone; shares no code with the Java it checks.
"""

import argparse
import base64
import binascii
import hashlib
import http.client
import json
import math
import os
import re
import struct
import sys
import urllib.error
import urllib.request

TILE = 256
HASH = 32
ENTRY_FORMATS = (b"imprimatur-consent/v1", b"imprimatur-access/v1")


class Refused(Exception):
    """What was checked does not hold."""


def require(condition, otherwise):
    if not condition:
        raise Refused(otherwise)


# ---- Ed25519 (RFC 8032, section 5.1), verification only -------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * SQRT_MINUS_1 % P
    if (x * x - xx) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def decode_point(data):
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def equal(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def ed25519_verifies(key, message, signature):
    if len(signature) != 64:
        return False
    a, r = decode_point(key), decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return equal(multiply(s, BASE), add(r, multiply(k, a)))


# ---- small strict forms ---------------------------------------------------------------------------------------------


def strict_base64(text, length=None):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("not base64") from None
    require(base64.b64encode(data).decode() == text, "base64 not in its canonical form")
    require(length is None or len(data) == length, "base64 of the wrong length")
    return data


def strict_decimal(text):
    require(re.fullmatch(r"0|[1-9][0-9]{0,18}", text, re.ASCII) and int(text) < 2**63, "not a plain decimal number")
    return int(text)


def strict_utf8(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("invalid UTF-8") from None


# ---- canonical JSON (RFC 8785) --------------------------------------------------------------------------------------


def read_json(data):
    def members(pairs):
        result = dict(pairs)
        require(len(result) == len(pairs), "a JSON key is given twice")
        return result

    def no_constant(name):
        raise Refused("JSON has no " + name)

    try:
        return json.loads(strict_utf8(data), object_pairs_hook=members, parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise Refused("the file is no JSON") from None


def canonical(value):
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)):
        return canonical_number(float(value))
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"


def canonical_number(number):
    """ECMAScript's Number.prototype.toString: Python's repr has the same digits, but sets them out differently."""
    require(math.isfinite(number), "JSON has no such number")
    if number == 0:
        return "0"
    mantissa, _, power = repr(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(power or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if point > 21 or point <= -6:
        rest = "." + digits[1:] if len(digits) > 1 else ""
        text = "%s%se%+d" % (digits[0], rest, point - 1)
    elif point <= 0:
        text = "0." + "0" * -point + digits
    else:
        text = digits.ljust(point, "0")
        text = text[:point] + ("." + text[point:] if text[point:] else "")
    return ("-" if number < 0 else "") + text


def canonical_bytes(value):
    try:
        return canonical(value).encode("utf-8")
    except (UnicodeEncodeError, RecursionError, OverflowError):
        raise Refused("a record with a lone surrogate, endless nesting or a number no double can hold") from None


# ---- Merkle tree (RFC 6962, section 2.1) ----------------------------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def tree_root(hashes):
    """Keeps the roots of the complete subtrees so far, and joins two whenever they are of one height."""
    stack = []
    for number, hash_ in enumerate(hashes, start=1):
        while number % 2 == 0:
            hash_ = node_hash(stack.pop(), hash_)
            number //= 2
        stack.append(hash_)
    if not stack:
        return sha256(b"")
    root = stack.pop()
    while stack:
        root = node_hash(stack.pop(), root)
    return root


def root_by_path(leaf, index, size, path):
    """PATH of RFC 6962, section 2.1.1, read backwards: from the root's children down to the leaf."""
    if size == 1:
        require(not path, "the proof has hashes left over")
        return leaf
    require(path, "the proof has too few hashes")
    split = 1 << (size - 1).bit_length() - 1
    if index < split:
        return node_hash(root_by_path(leaf, index, split, path[:-1]), path[-1])
    return node_hash(path[-1], root_by_path(leaf, index - split, size - split, path[:-1]))


# ---- notes, checkpoints, proofs (C2SP) ------------------------------------------------------------------------------


class Key:
    def __init__(self, vkey):
        parts = vkey.split("+", 2)
        require(len(parts) == 3, "a verifier key has the form name+id+base64")
        self.text, self.name = vkey, parts[0]
        require(self.name and not re.search(r"\s", self.name), "a verifier key without a proper name")
        data = strict_base64(parts[2], 33)
        require(data[0] == 1, "not an Ed25519 verifier key")
        self.key = data[1:]
        self.id = sha256(self.name.encode() + b"\n" + data)[:4]
        require(self.id.hex() == parts[1], "the verifier key's id is not its own")
        require(decode_point(self.key), "the verifier key is no point of the curve")


def open_checkpoint(note, keys):
    """(origin, size, root) of a checkpoint that one of the log's keys has signed; it may have had several."""
    require(not re.search(r"[\x00-\x09\x0b-\x1f]", note), "a note with control characters")
    text, blank, signatures = note.rpartition("\n\n")
    text += "\n"
    require(blank and signatures.endswith("\n") and len(signatures) > 1, "not a signed note")
    lines = signatures[:-1].split("\n")
    require(len(lines) <= 64, "a note with too many signatures")
    signers = set()
    for line in lines:
        words = line.split(" ")
        require(len(words) == 3 and words[0] == "\u2014" and words[1], "not a signature line")
        data = strict_base64(words[2])
        require(len(data) > 4, "a signature line without a signature")
        for key in keys:
            if words[1] == key.name and data[:4] == key.id:
                require(ed25519_verifies(key.key, text.encode(), data[4:]), "the signature is wrong")
                signers.add(key.name)
    require(signers, "not signed by a known key")
    fields = text[:-1].split("\n")
    require(len(fields) >= 3 and all(fields), "not a checkpoint")
    require(fields[0] in signers, "a checkpoint of another origin")
    return fields[0], strict_decimal(fields[1]), strict_base64(fields[2], HASH)


def read_proof(text):
    """(index, path, checkpoint note) of a tlog-proof."""
    head, blank, note = text.partition("\n\n")
    require(blank, "not a tlog-proof")
    lines = head.split("\n")
    require(lines.pop(0) == "c2sp.org/tlog-proof@v1", "not a tlog-proof")
    if lines and lines[0].startswith("extra "):
        require(strict_base64(lines.pop(0)[6:]), "an extra line without extra data")
    require(lines and lines[0].startswith("index "), "a tlog-proof without an index")
    return strict_decimal(lines[0][6:]), [strict_base64(line, HASH) for line in lines[1:]], note


# ---- the log --------------------------------------------------------------------------------------------------------


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Log:
    def __init__(self, place, token):
        self.token = token
        self.place = place.rstrip("/")
        self.remote = re.match(r"https?://", place)
        self.opener = urllib.request.build_opener(NoRedirect)

    def read(self, path, limit):
        data = (self.read_remote if self.remote else self.read_file)(path, limit + 1)
        require(data is None or len(data) <= limit, path + " is too long")
        return data

    def read_file(self, path, length):
        try:
            with open(os.path.join(self.place, path), "rb") as file:
                return file.read(length)
        except FileNotFoundError:
            return None

    def read_remote(self, path, length):
        try:
            with self.opener.open(self.request(path), timeout=30) as answer:
                return answer.read(length)
        except urllib.error.HTTPError as error:
            if error.code in (404, 410):
                return None
            raise Refused("%s answered %d" % (path, error.code)) from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise Refused("%s cannot be read: %s" % (path, error)) from None

    def request(self, path):
        fields = {"Authorization": "Bearer " + self.token} if self.token else {}
        return urllib.request.Request(self.place + "/" + path, headers=fields)

    def needed(self, path, limit):
        data = self.read(path, limit)
        require(data is not None, "the log has no " + path)
        return data

    def tile(self, kind, index, width, limit):
        """The bytes of a tile, and how many of its items are there: a partial one may have become full."""
        digits = str(index).zfill((len(str(index)) + 2) // 3 * 3)
        groups = [digits[i:i + 3] for i in range(0, len(digits), 3)]
        path = "/".join(["tile", kind] + ["x" + group for group in groups[:-1]] + groups[-1:])
        if width < TILE:
            data = self.read("%s.p/%d" % (path, width), limit)
            if data is not None:
                return data, width
        return self.needed(path, limit), TILE

    def entries(self, index, width):
        data, held = self.tile("entries", index, width, TILE * (2 + 0xFFFF))
        entries, position = [], 0
        while position < len(data):
            require(position + 2 <= len(data), "a bundle ends within a length")
            (length,) = struct.unpack_from(">H", data, position)
            position += 2 + length
            require(position <= len(data), "a bundle ends within an entry")
            entries.append(data[position - length:position])
        require(len(entries) == held, "a bundle has another number of entries than its name says")
        return entries[:width]


def tiles_of(count):
    """(index, width) of every tile that holds so many items."""
    return [(start // TILE, min(TILE, count - start)) for start in range(0, count, TILE)]


def check_log(log, keys):
    origin, size, root = open_checkpoint(strict_utf8(log.needed("checkpoint", 1 << 20)), keys)
    entries = []
    for index, width in tiles_of(size):
        entries += log.entries(index, width)
    for number, entry in enumerate(entries):
        lines = entry.split(b"\n")
        require(len(lines) == 3 and lines[0] in ENTRY_FORMATS and not lines[2], "entry %d is no commitment" % number)
        strict_base64(strict_utf8(lines[1]), HASH)
    leaves = [leaf_hash(entry) for entry in entries]
    level, hashes, tiles = 0, leaves, 0
    while hashes:
        for index, width in tiles_of(len(hashes)):
            served, held = log.tile(str(level), index, width, TILE * HASH)
            made = b"".join(hashes[index * TILE:index * TILE + width])
            require(len(served) == held * HASH and served[:len(made)] == made,
                    "tile %d of level %d does not follow from the entries" % (index, level))
            tiles += 1
        whole = len(hashes) // TILE
        hashes = [tree_root(hashes[i * TILE:(i + 1) * TILE]) for i in range(whole)]
        level += 1
    require(tree_root(leaves) == root, "the entries have another root than the one signed")
    print("log: %s, %d entries and %d tiles lead to the signed root %s"
          % (origin, size, tiles, base64.b64encode(root).decode()))
    return origin, entries, leaves


def check_earlier(note, keys, origin, leaves):
    earlier, size, root = open_checkpoint(strict_utf8(note), keys)
    require(earlier == origin, "a checkpoint of another log")
    require(size <= len(leaves), "the log has shrunk from %d entries to %d" % (size, len(leaves)))
    require(tree_root(leaves[:size]) == root, "the log's first %d entries are not those it signed before" % size)
    print("growth: the first %d entries are those of the earlier checkpoint" % size)


def check_record(item, keys, entries, leaves):
    """Whether the record has a receipt, which then holds; one without waits to be logged."""
    require(isinstance(item, dict) and isinstance(item.get("record"), dict) and isinstance(item.get("nonce"), str),
            "an element of \"records\" without \"record\" and \"nonce\"")
    record = item["record"]
    name = ascii(record.get("recordId", record.get("accessId")))
    if item.get("receipt") is None:
        print("record: %s waits to be logged and was not checked" % name)
        return False
    require(isinstance(item["receipt"], str), "a receipt that is no text")
    commitment = sha256(strict_base64(item["nonce"], 32) + canonical_bytes(record))
    entry = ENTRY_FORMATS[record.get("schema") == "imprimatur-access-record/v1"] + b"\n" + base64.b64encode(commitment) + b"\n"
    index, path, note = read_proof(item["receipt"])
    _, size, root = open_checkpoint(note, keys)
    require(index < size, "a receipt for an entry outside its tree")
    require(root_by_path(leaf_hash(entry), index, size, path) == root,
            "record %s is not what was logged as entry %d" % (name, index))
    require(size <= len(leaves) and tree_root(leaves[:size]) == root,
            "the receipt is from another log than the one shown now")
    require(entries[index] == entry, "the log shows another entry %d than the receipt" % index)
    print("record: %s is entry %d of the log" % (name, index))
    return True


def first_line(data):
    text = strict_utf8(data)
    return text[:-1] if text.endswith("\n") else text


def main():
    parser = argparse.ArgumentParser(description="Checks an Imprimatur log, and receipts from it.")
    parser.add_argument("log", help="address or directory of the log")
    parser.add_argument("--key", action="append", default=[],
                        help="verifier key or a file with some, once for each key the log had; else its own is asked for")
    parser.add_argument("--token", help="bearer token, or a file with one, for a log that is not open to everybody")
    parser.add_argument("--records", help="answer of /consent/api/v1/choices/mine, or of /api/v1/accesses")
    parser.add_argument("--from", dest="earlier", help="earlier checkpoint")
    options = parser.parse_args()
    files = {}
    for name in (options.records, options.earlier):
        if name:
            try:
                with open(name, "rb") as file:
                    files[name] = file.read()
            except OSError as error:
                parser.error(str(error))
    try:
        token = options.token
        if token and os.path.isfile(token):
            with open(token, "rb") as file:
                token = strict_utf8(file.read()).strip()
        log = Log(options.log, token)
        texts = []
        for given in options.key:
            if os.path.isfile(given):
                with open(given, "rb") as file:
                    texts += [line for line in strict_utf8(file.read()).split("\n") if line]
            else:
                texts.append(given)
        keys = [Key(text) for text in texts or [first_line(log.needed("key", 1024))]]
        for key in keys:
            print("key: %s, %s" % (key.text, "as given" if options.key else "the log's own, believed unseen"))
        origin, entries, leaves = check_log(log, keys)
        if options.earlier:
            check_earlier(files[options.earlier], keys, origin, leaves)
        waiting = 0
        if options.records:
            mine = read_json(files[options.records])
            require(isinstance(mine, dict) and isinstance(mine.get("records"), list) and mine["records"],
                    "the file has no records")
            found = [check_record(item, keys, entries, leaves) for item in mine["records"]]
            require(any(found), "the file has no record with a receipt yet")
            waiting = found.count(False)
    except Refused as refusal:
        print("REFUSED: %s" % refusal)
        return 1
    but = ", but for %d that wait to be logged" % waiting if waiting else ""
    if not options.key:
        print("UNCONFIRMED: it agrees with the key that it shows of itself%s" % but)
        return 3
    print("VERIFIED" + but)
    return 0


if __name__ == "__main__":
    sys.exit(main())
