package org.imprimatur.starter.open;

import org.eclipse.jetty.http.ComplianceViolation;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedCSV;

/** Compares entity tags as RFC 9110, section 13.1.2, has it for If-None-Match. */
public final class EntityTags {
    /** Room for a dozen tags of ours. Who sends more gets the page again, which is never wrong. */
    private static final int LONGEST = 1_024;
    private static final String WEAK = "W/";

    private EntityTags() {}

    /**
     * Tells whether the reader has the page with that tag.
     *
     * @param tag a strong tag with its quotes
     */
    public static boolean known(HttpFields asked, String tag) {
        for (HttpField field : asked) {
            if (field.getHeader() == HttpHeader.IF_NONE_MATCH && names(field.getValue(), tag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(String list, String tag) {
        if (list.equals(tag)) {
            return true;
        }
        if (list.length() > LONGEST) {
            return false;
        }
        try {
            for (String known : new QuotedCSV.Etags(HttpCompliance.RFC9110, ComplianceViolation.Listener.NOOP, list)) {
                if (known.equals("*") || known.equals(tag)
                        || (known.startsWith(WEAK) && known.length() == tag.length() + 2 && known.endsWith(tag))) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException unreadable) {
            // Of several kinds, an index out of bounds among them.
            return false;
        }
    }
}
