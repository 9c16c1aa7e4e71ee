package org.imprimatur.publishing.markdown;

import java.util.LinkedHashMap;
import java.util.Set;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** A footnote, as {@code [^label]: words} defines it. */
final class Footnote extends CustomBlock {
    private final String label;
    private int number;
    private int references;

    Footnote(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The number that readers see; 0 as long as nothing leads here. */
    int number() {
        return number;
    }

    void number(int given) {
        number = given;
    }

    /** Leads one more place of the text here, and back from here to it. */
    void leadFrom(Reference reference) {
        reference.to = this;
        reference.time = ++references;
    }

    int references() {
        return references;
    }

    /** A place in the text that leads to a footnote. */
    static final class Reference extends CustomNode {
        private final String label;
        private Footnote to = new Footnote("");
        private int time;

        Reference(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** The way back from a footnote to the place that led there. */
    static final class Back extends CustomNode {
        private final Footnote from;
        private final int time;

        Back(Footnote from, int time) {
            this.from = from;
            this.time = time;
        }
    }

    /** The footnotes that something leads to, in order; last in the text. */
    static final class Collected extends CustomBlock {}

    private static String place(Footnote note, int time) {
        return note.number + (time == 1 ? "" : "-" + time);
    }

    /** Writes all of them. */
    record Renderer(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Footnote.class, Reference.class, Back.class, Collected.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case Collected _ -> {
                    tag("section", "class", "footnotes", "aria-label", "Footnotes");
                    tag("ol");
                    children(node);
                    tag("/ol");
                    tag("/section");
                }
                case Footnote note -> {
                    tag("li", "id", Fitting.OURS + "fn-" + note.number);
                    children(node);
                    tag("/li");
                }
                case Reference reference -> {
                    tag("sup", "class", "footnote-ref");
                    tag("a", "href", "#" + Fitting.OURS + "fn-" + reference.to.number, "id",
                            Fitting.OURS + "fnref-" + place(reference.to, reference.time));
                    context.getWriter().text(String.valueOf(reference.to.number));
                    tag("/a");
                    tag("/sup");
                }
                case Back back -> {
                    String place = place(back.from, back.time);
                    context.getWriter().text(" ");
                    tag("a", "href", "#" + Fitting.OURS + "fnref-" + place, "class", "footnote-backref", "aria-label",
                            "Back to reference " + place, "lang", "en");
                    context.getWriter().text("\u21a9");
                    tag("/a");
                }
                default -> throw new IllegalArgumentException("no footnote: " + node);
            }
        }

        private void tag(String name, String... attributes) {
            var named = new LinkedHashMap<String, String>();
            for (int index = 0; index < attributes.length; index += 2) {
                named.put(attributes[index], attributes[index + 1]);
            }
            context.getWriter().tag(name, named);
        }

        private void children(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
