package org.imprimatur.publishing.page;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.jspecify.annotations.Nullable;
import org.owasp.html.PolicyFactory;

/**
 * Markdown (CommonMark with tables and bare links) to HTML that is safe on the page whoever wrote it: the text may hold
 * any HTML, but only what the list below names comes out.
 */
final class Markdown {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), AutolinkExtension.create());
    /** Deeper nesting is no prose; rendering it would only cost the stack. */
    private static final int MAX_NESTING = 60;
    private static final Map<String, String> NEEDLESS = Map.of("&#34;", "\"", "&#39;", "'", "&#61;", "=", "&#64;", "@",
            "&#43;", "+", "&#96;", "`");

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(MAX_NESTING)
            .maxInlineNesting(MAX_NESTING).build();
    private final HtmlRenderer html = HtmlRenderer.builder().extensions(EXTENSIONS)
            .attributeProviderFactory(_ -> (node, _, attributes) -> {
                if (node instanceof Image) {
                    attributes.put("loading", "lazy");
                }
            }).build();
    private final PolicyFactory policy = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "em", "strong", "b", "i", "del", "sub", "sup", "ul", "ol", "li",
                    "blockquote", "pre", "code", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th",
                    "td", "a")
            // What is left of an image that may not be shown would be a hole in the page.
            .allowElements((name, attributes) -> attributes.contains("src") ? name : null, "img")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href").matching((_, _, address) -> only(Destinations.isLink(address), address))
            .onElements("a")
            .allowAttributes("src").matching((_, _, address) -> only(Destinations.isImage(address), address))
            .onElements("img")
            .allowAttributes("alt", "title").onElements("img")
            .allowAttributes("loading").matching(false, "lazy").onElements("img")
            .allowAttributes("align").matching(false, "left", "right", "center").onElements("th", "td")
            .allowAttributes("start").matching(Pattern.compile("[0-9]{1,9}")).onElements("ol")
            .toFactory();

    /** The article's body as HTML. Its headings begin at the second level: the first is the headline's. */
    String toHtml(String markdown) {
        Node document = parser.parse(markdown);
        document.accept(new Fitting());
        // Before the sanitizer: what it lets through mustn't change afterwards. And after it: it reads references.
        String clean = policy.sanitize(Characters.printable(html.render(document)));
        return readable(Characters.printable(clean));
    }

    /** The words of the first paragraph that has any; empty if there is none. */
    String firstParagraph(String markdown) {
        for (Node node = parser.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
            String words = node instanceof Paragraph ? words(node).replaceAll("\\s+", " ").strip() : "";
            if (!words.isEmpty()) {
                return words;
            }
        }
        return "";
    }

    private static String words(Node node) {
        var words = new Words();
        node.accept(words);
        return Characters.printable(words.text.toString());
    }

    private static @Nullable String only(boolean fit, String address) {
        return fit ? address : null;
    }

    /** Fits a story into its page. */
    private static final class Fitting extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(6, heading.getLevel() + 1));
            visitChildren(heading);
        }

        /** Nothing on a page is loaded from another host: an image from there becomes a link to it. */
        @Override
        public void visit(Image image) {
            String address = image.getDestination();
            if (Destinations.isImage(address)) {
                return;
            }
            String words = words(image).strip();
            if (Destinations.isExternal(address) && !isInLink(image)) {
                var link = new Link(address, image.getTitle());
                link.appendChild(new Text(words.isEmpty() ? address : words));
                image.insertBefore(link);
            } else {
                image.insertBefore(new Text(words));
            }
            image.unlink();
        }

        private static boolean isInLink(Node node) {
            for (Node outer = node.getParent(); outer != null; outer = outer.getParent()) {
                if (outer instanceof Link) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Gathers what is read aloud: no markup, no addresses of links, no raw HTML. */
    private static final class Words extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void visit(Text node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(Code node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak node) {
            text.append(' ');
        }

        @Override
        public void visit(HardLineBreak node) {
            text.append(' ');
        }
    }

    /**
     * Undoes the sanitizer's escapes for characters that mean nothing in text, so that the page's source reads like the
     * article. Inside tags they stay.
     */
    private static String readable(String sanitized) {
        var out = new StringBuilder(sanitized.length());
        int position = 0;
        while (position < sanitized.length()) {
            int tag = sanitized.indexOf('<', position);
            int end = tag < 0 ? sanitized.length() : tag;
            out.append(plain(sanitized.substring(position, end)));
            if (tag < 0) {
                break;
            }
            // The sanitizer leaves no '>' in attribute values.
            position = sanitized.indexOf('>', tag) + 1;
            out.append(sanitized, tag, position);
        }
        return out.toString();
    }

    private static String plain(String text) {
        if (!text.contains("&#")) {
            return text;
        }
        String plain = text;
        for (var entry : NEEDLESS.entrySet()) {
            plain = plain.replace(entry.getKey(), entry.getValue());
        }
        return plain;
    }
}
