package org.imprimatur.publishing.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/** Gives a text's footnotes the numbers that readers see, and puts them at its end. */
final class Footnotes {
    private final Map<String, Footnote> notes = new LinkedHashMap<>();
    private final List<Footnote> inOrder = new ArrayList<>();

    private Footnotes() {}

    /** Numbers the footnotes; what no reader would come to is taken out and told. */
    static void number(Node document, Losses losses) {
        var footnotes = new Footnotes();
        footnotes.takeOut(document, losses);
        if (!footnotes.notes.isEmpty()) {
            footnotes.number(document);
            footnotes.putBack(document, losses);
        }
    }

    /** The text alone, without its footnotes and without what leads to them. */
    static void remove(Node document) {
        referencesIn(document).forEach(Node::unlink);
        notesIn(document).forEach(Node::unlink);
    }

    private void takeOut(Node document, Losses losses) {
        for (var note : notesIn(document)) {
            note.unlink();
            if (notes.putIfAbsent(key(note.label()), note) != null) {
                losses.add("footnote", Lines.of(note), "There is another footnote [^" + note.label()
                        + "] before this one, so this one isn't shown.", Lines.words(note));
            }
        }
    }

    /** First those that the text leads to, then those that these lead to. */
    private void number(Node document) {
        var waiting = new ArrayDeque<Node>(List.of(document));
        while (!waiting.isEmpty()) {
            for (var reference : referencesIn(waiting.removeFirst())) {
                var note = notes.get(key(reference.label()));
                if (note == null) {
                    reference.insertBefore(new Text("[^" + reference.label() + "]"));
                    reference.unlink();
                    continue;
                }
                if (note.number() == 0) {
                    inOrder.add(note);
                    note.number(inOrder.size());
                    waiting.addLast(note);
                }
                note.leadFrom(reference);
            }
        }
    }

    private void putBack(Node document, Losses losses) {
        var collected = new Footnote.Collected();
        for (var note : inOrder) {
            var last = note.getLastChild() instanceof Paragraph paragraph ? paragraph : new Paragraph();
            if (last.getParent() == null) {
                note.appendChild(last);
            }
            for (int time = 1; time <= note.references(); time++) {
                last.appendChild(new Footnote.Back(note, time));
            }
            collected.appendChild(note);
        }
        if (!inOrder.isEmpty()) {
            document.appendChild(collected);
        }
        notes.values().stream().filter(note -> note.number() == 0).forEach(note -> losses.add("footnote",
                Lines.of(note), "Nothing in the text leads to the footnote [^" + note.label()
                        + "], so it isn't shown.",
                Lines.words(note)));
    }

    private static String key(String label) {
        return label.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static List<Footnote.Reference> referencesIn(Node node) {
        var found = new ArrayList<Footnote.Reference>();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode custom) {
                if (custom instanceof Footnote.Reference reference) {
                    found.add(reference);
                }
                visitChildren(custom);
            }
        });
        return found;
    }

    private static List<Footnote> notesIn(Node node) {
        var found = new ArrayList<Footnote>();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomBlock custom) {
                if (custom instanceof Footnote note) {
                    found.add(note);
                }
                visitChildren(custom);
            }
        });
        return found;
    }
}
