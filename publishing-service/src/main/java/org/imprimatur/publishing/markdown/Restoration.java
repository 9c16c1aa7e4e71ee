package org.imprimatur.publishing.markdown;

import java.util.HashSet;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Puts into a parsed text what stood there before, makes its HTML ready for the sanitizer, and adds what Markdown knows
 * only by custom: boxes to tick, lines of Chinese that go on without a space.
 */
final class Restoration extends AbstractVisitor {
    private static final String OPEN = "\u2610 ";
    private static final String DONE = "\u2611 ";

    private final EastAsianEmphasis emphasis;
    private final Losses losses;
    private final Set<String> used = new HashSet<>();

    Restoration(EastAsianEmphasis emphasis, Losses losses) {
        this.emphasis = emphasis;
        this.losses = losses;
    }

    /** Whether the item is one of a list of tasks. */
    static boolean isTask(Node item) {
        return item instanceof ListItem && item.getFirstChild() instanceof Paragraph paragraph
                && paragraph.getFirstChild() instanceof Text text
                && (text.getLiteral().startsWith(OPEN) || text.getLiteral().startsWith(DONE));
    }

    /** Tells of definitions that no link uses: no reader sees them. To be called when all has been visited. */
    void tellOfUnused(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(LinkReferenceDefinition definition) {
                String address = restored(definition.getDestination());
                // [//]: # (…) is how comments are written.
                if (!address.isEmpty() && !address.equals("#") && !used.contains(address)) {
                    losses.add("definition", Lines.of(definition), "Nothing uses the definition of the link ["
                            + Losses.named(restored(definition.getLabel())) + "], so it isn't shown.",
                            restored(definition.getLabel()) + " " + address + " " + restored(definition.getTitle()));
                }
            }
        });
    }

    @Override
    public void visit(Text node) {
        node.setLiteral(restored(node.getLiteral()));
    }

    @Override
    public void visit(Code node) {
        node.setLiteral(restored(node.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock node) {
        node.setLiteral(restored(node.getLiteral()));
        String info = restored(node.getInfo()).strip();
        String language = info.split("\\s", 2)[0];
        node.setInfo(Allowed.CODE.matcher("language-" + language).matches() ? language : "");
        String rest = info.substring(node.getInfo().length());
        if (!rest.isBlank()) {
            losses.add("text", Lines.of(node), "Of what stands behind the bar of a piece of code only its language "
                    + "is kept: " + Losses.named(rest), rest);
        }
    }

    @Override
    public void visit(IndentedCodeBlock node) {
        node.setLiteral(restored(node.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock node) {
        node.setLiteral(RawHtml.prepared(restored(node.getLiteral()), Lines.of(node), true, losses));
    }

    @Override
    public void visit(HtmlInline node) {
        node.setLiteral(RawHtml.prepared(restored(node.getLiteral()), Lines.of(node), false, losses));
    }

    @Override
    public void visit(Link node) {
        node.setDestination(restored(node.getDestination()));
        node.setTitle(node.getTitle() == null ? null : restored(node.getTitle()));
        used.add(node.getDestination());
        visitChildren(node);
    }

    @Override
    public void visit(Image node) {
        node.setDestination(restored(node.getDestination()));
        node.setTitle(node.getTitle() == null ? null : restored(node.getTitle()));
        used.add(node.getDestination());
        visitChildren(node);
    }

    @Override
    public void visit(ListItem item) {
        if (item.getFirstChild() instanceof Paragraph paragraph && paragraph.getFirstChild() instanceof Text text) {
            String words = text.getLiteral();
            if (words.startsWith("[ ] ")) {
                text.setLiteral(OPEN + words.substring(4));
            } else if (words.startsWith("[x] ") || words.startsWith("[X] ")) {
                text.setLiteral(DONE + words.substring(4));
            }
        }
        visitChildren(item);
    }

    /** A line's end within Chinese or Japanese is none: a space would stand between two characters of a word. */
    @Override
    public void visit(SoftLineBreak node) {
        if (node.getPrevious() instanceof Text before && node.getNext() instanceof Text after
                && !before.getLiteral().isEmpty() && !after.getLiteral().isEmpty()
                && joins(before.getLiteral().codePointBefore(before.getLiteral().length()))
                && joins(emphasis.restored(after.getLiteral()).codePointAt(0))) {
            node.unlink();
        }
    }

    private static boolean joins(int character) {
        return EastAsianEmphasis.isEastAsian(character)
                && Character.UnicodeScript.of(character) != Character.UnicodeScript.HANGUL;
    }

    private String restored(@Nullable String piece) {
        return piece == null ? "" : Characters.printable(emphasis.restored(piece));
    }
}
