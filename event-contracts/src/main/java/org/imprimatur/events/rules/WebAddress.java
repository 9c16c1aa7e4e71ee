package org.imprimatur.events.rules;

import com.ibm.icu.text.IDNA;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.events.rules.Checked.Refused;
import org.imprimatur.events.rules.Checked.Taken;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http or https address, scheme and host in lower case. A host in letters beyond ASCII is taken in the form
 * in which people read it, as UTS #46 maps it; anything a browser would do more with than go there, a user's name for
 * instance, is not.
 */
final class WebAddress {
    private static final Pattern PARTS = Pattern.compile("(https?)://([^/?#:\\[\\]@]+|\\[[0-9a-f:.]+])(:[0-9]{0,5})?"
            + "([/?#].*)?", Pattern.CASE_INSENSITIVE);
    private static final int HIGHEST_PORT = 65_535;

    /** It has no state and is made once, since it reads a table. */
    private static final IDNA HOSTS = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ
            | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private WebAddress() {}

    static Checked check(String text, int longest) {
        if (Characters.fault(text, true) == null) {
            String address = Characters.canonical(text);
            if (address.codePointCount(0, address.length()) > longest) {
                return Member.tooLong(longest);
            }
            String canonical = address.isEmpty() ? "" : canonical(address);
            if (canonical != null && canonical.codePointCount(0, canonical.length()) <= longest) {
                return new Taken(canonical);
            }
        }
        return new Refused("has to be an http or https address");
    }

    private static @Nullable String canonical(String address) {
        Matcher parts = PARTS.matcher(address);
        if (!parts.matches()) {
            return null;
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT) + "://";
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        String port = parts.group(3) == null || parts.group(3).equals(":") ? "" : parts.group(3);
        String rest = parts.group(4) == null ? "" : parts.group(4);
        boolean ascii = host.chars().allMatch(character -> character < 0x80);
        String onTheWire = ascii ? host : ascii(host);
        if (onTheWire == null || !isAddress(scheme + onTheWire + port + rest)
                || (!port.isEmpty() && Integer.parseInt(port.substring(1)) > HIGHEST_PORT)
                || !rest.codePoints().allMatch(Characters::isVisible)) {
            return null;
        }
        return scheme + (ascii ? host : readable(onTheWire)) + port + rest;
    }

    private static @Nullable String ascii(String host) {
        var faults = new IDNA.Info();
        String ascii = HOSTS.nameToASCII(host, new StringBuilder(), faults).toString();
        return faults.hasErrors() ? null : ascii;
    }

    private static String readable(String ascii) {
        return HOSTS.nameToUnicode(ascii, new StringBuilder(), new IDNA.Info()).toString();
    }

    private static boolean isAddress(String address) {
        try {
            return new URI(address).getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
