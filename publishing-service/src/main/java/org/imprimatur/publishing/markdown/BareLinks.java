package org.imprimatur.publishing.markdown;

import java.util.EnumSet;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;

/** Makes links of addresses that stand in the text as such. They end before the punctuation of Chinese and Japanese. */
final class BareLinks extends AbstractVisitor {
    private static final Pattern END = Pattern
            .compile("(?<=[。，、；：！？…～（）「」『』【】《》〈〉〔〕［］｛｝“”‘’])|(?=[。，、；：！？…～（）「」『』【】《》〈〉〔〕［］｛｝“”‘’])");

    private final LinkExtractor extractor = LinkExtractor.builder()
            .linkTypes(EnumSet.of(LinkType.URL, LinkType.EMAIL, LinkType.WWW)).build();

    @Override
    public void visit(Link link) {
        // A link in a link leads nowhere.
    }

    @Override
    public void visit(Text node) {
        String text = node.getLiteral();
        if (text.indexOf(':') < 0 && text.indexOf('@') < 0 && !text.contains("www.")) {
            return;
        }
        var plain = new StringBuilder();
        for (String piece : END.split(text, -1)) {
            for (var span : extractor.extractSpans(piece)) {
                String part = piece.substring(span.getBeginIndex(), span.getEndIndex());
                if (span instanceof LinkSpan found) {
                    flush(plain, node);
                    var link = new Link(address(found.getType(), part), null);
                    link.appendChild(new Text(part));
                    link.setSourceSpans(node.getSourceSpans());
                    node.insertBefore(link);
                } else {
                    plain.append(part);
                }
            }
        }
        if (plain.length() < text.length()) {
            flush(plain, node);
            node.unlink();
        }
    }

    private static void flush(StringBuilder plain, Text before) {
        if (!plain.isEmpty()) {
            before.insertBefore(new Text(plain.toString()));
            plain.setLength(0);
        }
    }

    private static String address(LinkType type, String text) {
        return switch (type) {
            case EMAIL -> "mailto:" + text;
            case WWW -> "https://" + text;
            case URL -> text;
        };
    }
}
