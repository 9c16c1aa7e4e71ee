package org.imprimatur.publishing.markdown;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The elements and attributes that may come out of a text, whoever wrote it. */
final class Allowed {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern SPAN = Pattern.compile("[1-9]|[1-4][0-9]|50");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*+");
    static final Pattern CODE = Pattern.compile("language-[\\w+#.-]{1,32}");
    /** The prefixes keep them apart from all that stands around the text, and from names that scripts go by. */
    static final Pattern ID = Pattern.compile("(?:s-|fn-|fnref-)[\\p{L}\\p{M}\\p{N}_.:-]{1,200}");
    private static final Pattern OURS = Pattern
            .compile("Footnotes|Back to reference [0-9]{1,5}(?:-[0-9]{1,5})?");

    static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "em", "strong", "b", "i", "u", "s", "del", "ins", "small", "mark", "sub",
                    "sup", "abbr", "cite", "q", "kbd", "samp", "var", "dfn", "bdi", "bdo", "ruby", "rt", "rp", "wbr",
                    "time", "span", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "h2", "h3", "h4",
                    "h5", "h6", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "div", "section",
                    "details", "summary", "figure", "figcaption")
            // What is left of an image that may not be shown would be a hole in the page.
            .allowElements((name, attributes) -> attributes.contains("src") ? name : null, "img")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href").matching((_, _, address) -> only(Destinations.isLink(address), address))
            .onElements("a")
            .allowAttributes("src").matching((_, _, address) -> only(Destinations.isImage(address), address))
            .onElements("img")
            .allowAttributes("alt").onElements("img")
            .allowAttributes("title").globally()
            .allowAttributes("loading").matching(false, "lazy").onElements("img")
            .allowAttributes("width", "height").matching(NUMBER).onElements("img")
            .allowAttributes("align").matching(false, "left", "right", "center").onElements("th", "td")
            .allowAttributes("colspan", "rowspan").matching(SPAN).onElements("th", "td")
            .allowAttributes("scope").matching(false, "row", "col", "rowgroup", "colgroup").onElements("th")
            .allowAttributes("start").matching(NUMBER).onElements("ol")
            .allowAttributes("value").matching(NUMBER).onElements("li")
            .allowAttributes("reversed").matching((_, _, _) -> "reversed").onElements("ol")
            .allowAttributes("open").matching((_, _, _) -> "open").onElements("details")
            .allowAttributes("datetime").matching(Pattern.compile("[0-9A-Z:.+-]{1,40}")).onElements("time")
            .allowAttributes("class").matching(CODE).onElements("code")
            .allowAttributes("class").matching(false, "task").onElements("li")
            .allowAttributes("class").matching(false, "image").onElements("span")
            .allowAttributes("class").matching(false, "image", "footnote-backref").onElements("a")
            .allowAttributes("class").matching(false, "footnote-ref").onElements("sup")
            .allowAttributes("class").matching(false, "footnotes").onElements("section")
            .allowAttributes("aria-label").matching(OURS).onElements("a", "section")
            .allowAttributes("lang").matching(LANGUAGE).globally()
            .allowAttributes("dir").matching(false, "ltr", "rtl", "auto").globally()
            .allowAttributes("id").matching(ID).globally()
            .toFactory();

    private Allowed() {}

    private static @Nullable String only(boolean fit, String address) {
        return fit ? address : null;
    }
}
