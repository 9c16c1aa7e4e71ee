package org.imprimatur.publishing.markdown;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.Handler;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;

/**
 * Markdown (CommonMark with footnotes, tables, strikethrough, tasks and bare links) to HTML that is safe on the page
 * whoever wrote it: the text may hold any HTML, but only what {@link Allowed} names comes out. Safe for use by several
 * threads.
 */
public final class Markdown {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(),
            StrikethroughExtension.builder().requireTwoTildes(true).build());
    /** Deeper nesting is no prose; rendering it would only cost the stack. */
    private static final int MAX_NESTING = 60;
    private static final Map<String, String> NEEDLESS = Map.of("&#34;", "\"", "&#39;", "'", "&#61;", "=", "&#64;", "@",
            "&#43;", "+", "&#96;", "`");

    private static final Pattern BEYOND_ASCII = Pattern.compile("&#x([0-9a-f]{3,6});");

    private final Parser parser = FootnoteSyntax.addTo(Parser.builder()).extensions(EXTENSIONS)
            .maxOpenBlockParsers(MAX_NESTING)
            .maxInlineNesting(MAX_NESTING).includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();
    private final HtmlRenderer html = HtmlRenderer.builder().extensions(EXTENSIONS)
            .nodeRendererFactory(Figure.Renderer::new).nodeRendererFactory(Footnote.Renderer::new)
            .attributeProviderFactory(_ -> Markdown::attribute).build();

    /**
     * An article's body as it stands on its page.
     *
     * @param html sanitized
     * @param losses in the order of the source's lines
     */
    public record Rendered(String html, List<Loss> losses) {}

    /** The article's body as HTML. Its headings begin at the second level: the first is the headline's. */
    public Rendered render(String markdown) {
        var losses = new Losses();
        Node document = read(markdown, losses);
        Footnotes.number(document, losses);
        var out = new StringBuilder(markdown.length() * 2);
        var fitting = new Fitting(losses);
        sanitize(html.render(document), fitting, new Headings(
                HtmlStreamRenderer.create(out, Handler.DO_NOTHING), fitting::claim));
        fitting.finish();
        return new Rendered(readable(Characters.printable(Headings.raised(out.toString()))), losses.all());
    }

    /** The words with which the text begins: its first paragraph that says something, or else what it has. */
    public String firstWords(String markdown) {
        var passages = new Passages();
        Node document = read(markdown, new Losses());
        Footnotes.remove(document);
        for (Node block = document.getFirstChild(); block != null
                && passages.first(Passages.Kind.PARAGRAPH) == null; block = block.getNext()) {
            sanitize(html.render(block), new Fitting(new Losses()), passages);
        }
        return Stream.of(Passages.Kind.values()).map(passages::first).filter(Objects::nonNull).findFirst().orElse("");
    }

    /** All words that the page shows, a passage a line. */
    public String words(String markdown) {
        var passages = new Passages();
        Node document = read(markdown, new Losses());
        Footnotes.number(document, new Losses());
        sanitize(html.render(document), new Fitting(new Losses()), passages);
        return String.join("\n", passages.all());
    }

    /** Tells whether it is an http or https address with a host, in the one spelling that everybody reads alike. */
    public static boolean isExternal(String address) {
        return Destinations.isExternal(address);
    }

    private Node read(String markdown, Losses losses) {
        String source = Characters.printable(markdown);
        var emphasis = new EastAsianEmphasis(source);
        Node document = parser.parse(emphasis.text());
        var restoration = new Restoration(emphasis, losses);
        document.accept(restoration);
        restoration.tellOfUnused(document);
        document.accept(new TableRows(source.lines().toList(), losses));
        document.accept(new BareLinks());
        Figure.findIn(document);
        return document;
    }

    private static void sanitize(String html, Fitting fitting, HtmlStreamEventReceiver page) {
        HtmlSanitizer.sanitize(html, Allowed.POLICY.apply(fitting.after(page), fitting, fitting), fitting::before);
    }

    private static void attribute(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Block || node instanceof Image || node instanceof Link) {
            attributes.put(RawHtml.beginningAt(Lines.of(node)), "");
        }
        if (tag.equals("li") && Restoration.isTask(node)) {
            attributes.put("class", "task");
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
        return BEYOND_ASCII.matcher(plain)
                .replaceAll(reference -> Character.toString(Integer.parseInt(reference.group(1), 16)));
    }
}
