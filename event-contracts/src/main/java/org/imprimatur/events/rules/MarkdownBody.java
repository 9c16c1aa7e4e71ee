package org.imprimatur.events.rules;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Whether an article says anything once it is on its page. */
public final class MarkdownBody {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final int DEEPEST = 60;

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private static final Pattern IMAGE = Pattern.compile("(?i)<img\\b[^<>]*\\bsrc\\s*=\\s*[\"']?[^\"'\\s<>]");
    /** What pages never show, with all that it holds. Each ends with the text if nothing else ends it. */
    private static final Pattern NOT_SHOWN = Pattern.compile("(?is)<!--.*?(?:-->|\\z)|<\\?.*?(?:\\?>|\\z)"
            + "|<(script|style|template|noscript|noembed|noframes|iframe|object|title|textarea|select|svg|math)\\b"
            + ".*?(?:</\\1\\s*>|\\z)");
    private static final Pattern TAG = Pattern.compile("<[^<>]*+>?+");

    private MarkdownBody() {}

    /**
     * Whether a reader sees anything of it: a word or an image. Comments, definitions of links, rules, empty tables and
     * invisible characters, however they are written, are nothing to see.
     */
    public static boolean showsAnything(String markdown) {
        String page = NOT_SHOWN.matcher(HTML.render(PARSER.parse(markdown))).replaceAll("");
        return IMAGE.matcher(page).find() || Characters.isVisible(words(TAG.matcher(page).replaceAll(" ")));
    }

    /** With the entities of HTML resolved, which Markdown has as well: read as a line of it. */
    private static String words(String text) {
        var words = new StringBuilder();
        // The letter in front keeps the line from being anything else than prose.
        PARSER.parse("x" + text.replaceAll("\\s+", " ")).accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                words.append(node.getLiteral());
            }

            @Override
            public void visit(Code node) {
                words.append(node.getLiteral());
            }
        });
        return words.substring(1);
    }
}
