package org.imprimatur.publishing.markdown;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** An image that stands by itself and has a title: the title is its caption. */
final class Figure extends CustomBlock {
    private final String caption;

    private Figure(String caption) {
        this.caption = caption;
    }

    /** Makes figures of all such images. */
    static void findIn(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                if (paragraph.getFirstChild() instanceof Image image && image.getNext() == null
                        && image.getTitle() != null && !image.getTitle().isBlank()
                        && Destinations.isImage(image.getDestination())) {
                    var figure = new Figure(image.getTitle().strip());
                    figure.setSourceSpans(paragraph.getSourceSpans());
                    image.setTitle(null);
                    figure.appendChild(image);
                    paragraph.insertBefore(figure);
                    paragraph.unlink();
                }
            }
        });
    }

    /** Writes them. */
    record Renderer(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Figure.class);
        }

        @Override
        public void render(Node node) {
            var out = context.getWriter();
            out.line();
            out.tag("figure", context.extendAttributes(node, "figure", Map.of()));
            context.render(Objects.requireNonNull(node.getFirstChild()));
            out.tag("figcaption");
            out.text(((Figure) node).caption);
            out.tag("/figcaption");
            out.tag("/figure");
            out.line();
        }
    }
}
