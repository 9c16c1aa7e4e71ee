package org.imprimatur.publishing.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Where in its source a node stands, and what it says there. */
final class Lines {
    private Lines() {}

    /** Counted from 1; what was put in while the text was read stands where its surroundings do. */
    static int of(Node node) {
        for (Node here = node; here != null; here = here.getParent()) {
            if (!here.getSourceSpans().isEmpty()) {
                return here.getSourceSpans().getFirst().getLineIndex() + 1;
            }
        }
        return 1;
    }

    /** All its words, and raw HTML as it is. */
    static String words(Node node) {
        var words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                visitChildren(paragraph);
                words.append('\n');
            }

            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Image image) {
                visitChildren(image);
                words.append(image.getTitle() == null ? "" : " " + image.getTitle());
            }

            @Override
            public void visit(Link link) {
                visitChildren(link);
                words.append(link.getTitle() == null ? "" : " " + link.getTitle());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(IndentedCodeBlock code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(HtmlBlock html) {
                words.append(RawHtml.unmarked(html.getLiteral()));
            }

            @Override
            public void visit(HtmlInline html) {
                words.append(RawHtml.unmarked(html.getLiteral()));
            }

            @Override
            public void visit(SoftLineBreak end) {
                words.append(' ');
            }

            @Override
            public void visit(HardLineBreak end) {
                words.append(' ');
            }
        });
        return words.toString().strip();
    }
}
