package org.imprimatur.events.rules;

import org.imprimatur.events.rules.Checked.Refused;

/**
 * The texts of which an article and the decisions about it are made, each with its rule. Whatever {@link #check} takes
 * can be carried by an event and shown on a page; a test holds the events' schemas to the lengths that stand here.
 *
 * <p>
 * All are kept in Unicode's normalization form C without spaces around them. Length is looked at before anything else,
 * so that no check costs more than a text of the right length would.
 */
public enum Member {
    HEADLINE(300, Form.LINE),
    STANDFIRST(1_000, Form.LINE),
    /** Markdown. Counted as it travels, in JSON and UTF-8: the event has to fit into a Kafka message. */
    BODY(500_000, Form.BODY),
    /** The names of sections are the newsroom's own; this is their form. */
    SECTION(120, Form.SLUG),
    SLUG(120, Form.SLUG),
    TAG(50, Form.SLUG),
    BYLINE(200, Form.LINE),
    SOURCE_NAME(200, Form.LINE),
    SOURCE_URL(2_000, Form.ADDRESS),
    LANGUAGE(64, Form.LANGUAGE),
    /** Why something was rejected, revoked, withdrawn, taken down. */
    REASON(2_000, Form.LINE),
    /** What readers are told of a correction. */
    NOTE(2_000, Form.LINE),
    /** Who did it. */
    PERSON(200, Form.LINE);

    /** How many tags an article may have. */
    public static final int MOST_TAGS = 20;

    /** How many corrections: as many of the longest as fit into a message beside the largest body. */
    public static final int MOST_CORRECTIONS = 50;

    private final int longest;
    private final Form form;

    Member(int longest, Form form) {
        this.longest = longest;
        this.form = form;
    }

    /** The length allowed: in bytes for {@link #BODY}, in characters (code points) for all others. */
    public int longest() {
        return longest;
    }

    /**
     * Brings the text into the form in which it is kept, or says why it can't be. A text in which nothing can be seen
     * comes out empty, so whether a member may be empty is all that is left to its owner.
     */
    public Checked check(String text) {
        // Normalizing joins at most four characters of two code units each into one.
        if (text.length() / 8 > longest) {
            return tooLong(longest);
        }
        return switch (form) {
            case LINE -> Line.check(text, longest);
            case BODY -> Body.check(text, longest);
            case SLUG -> Slug.check(text, longest);
            case ADDRESS -> WebAddress.check(text, longest);
            case LANGUAGE -> LanguageTag.check(text, longest);
        };
    }

    static Refused tooLong(int longest) {
        return new Refused("is longer than " + longest + " characters");
    }

    private enum Form {
        LINE, BODY, SLUG, ADDRESS, LANGUAGE
    }
}
