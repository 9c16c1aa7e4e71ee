package org.imprimatur.publishing.markdown;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where links and images of a story may lead. Browsers repair what they read: they take backslashes for slashes and drop
 * tabs and line breaks, so that what looks like a path of the site leads to another host. So an address is taken only in
 * the one spelling that everybody reads alike.
 */
final class Destinations {
    private static final int LONGEST = 2_048;
    /** A host by its IPv6 number, and its port. */
    private static final Pattern NUMBERED = Pattern.compile("\\[[0-9A-Fa-f:.]+](:[0-9]{0,5})?");

    private Destinations() {}

    /** Tells whether a link may lead there: to another site, a mailbox, or within this one. */
    static boolean isLink(String address) {
        return isExternal(address) || isMailbox(address) || isLocal(address);
    }

    /** Tells whether it is the address of an image of this site. Others would tell their hosts who reads what. */
    static boolean isImage(String address) {
        return isLocal(address) && address.indexOf('?') < 0 && address.indexOf('#') < 0;
    }

    /** Tells whether it is an http or https address with a host, and with nothing before the host. */
    static boolean isExternal(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (!(lower.startsWith("https://") || lower.startsWith("http://")) || !isPlain(address)) {
            return false;
        }
        String rest = address.substring(address.indexOf("//") + 2);
        String host = rest.split("[/?#]", 2)[0];
        return !host.isEmpty() && host.indexOf('@') < 0
                && (Character.isLetterOrDigit(host.codePointAt(0)) || NUMBERED.matcher(host).matches());
    }

    private static boolean isMailbox(String address) {
        return address.toLowerCase(Locale.ROOT).startsWith("mailto:") && isPlain(address);
    }

    private static boolean isLocal(String address) {
        if (!isPlain(address) || address.startsWith("//")) {
            return false;
        }
        try {
            var uri = new URI(address);
            String path = uri.getRawPath();
            return uri.getScheme() == null && uri.getRawAuthority() == null && path != null
                    && (path.startsWith("/") ? isCanonical(path) : path.isEmpty() && uri.getRawFragment() != null);
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private static boolean isCanonical(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return !path.contains("//") && !lower.contains("%2f") && !lower.contains("%5c") && !lower.contains("%2e")
                && !lower.contains("%0") && !lower.contains("%1") && !lower.contains("%7f") && !path.contains(";")
                && URI.create(path).normalize().getRawPath().equals(path);
    }

    /** No address has white space, control characters or backslashes in it. */
    private static boolean isPlain(String address) {
        return address.length() <= LONGEST && address.codePoints().noneMatch(character -> character == '\\'
                || Character.isISOControl(character) || Character.isWhitespace(character)
                || Character.isSpaceChar(character) || Character.getType(character) == Character.FORMAT);
    }
}
