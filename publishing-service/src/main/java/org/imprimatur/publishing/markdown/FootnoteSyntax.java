package org.imprimatur.publishing.markdown;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.DefinitionMap;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Footnotes as GitHub has them: {@code [^label]} in the text, {@code [^label]: words} for the note, whose further lines
 * and paragraphs are indented.
 */
final class FootnoteSyntax {
    private static final Pattern BEGINS = Pattern.compile("\\[\\^([^\\]\\s]{1,200})]:[ \t]*");
    private static final int INDENT = 4;

    private FootnoteSyntax() {}

    static Parser.Builder addTo(Parser.Builder parser) {
        return parser.customBlockParserFactory(FootnoteSyntax::begin).linkProcessor(FootnoteSyntax::reference);
    }

    private static @Nullable BlockStart begin(ParserState state, MatchedBlockParser matched) {
        if (state.getIndent() >= INDENT) {
            return BlockStart.none();
        }
        var line = state.getLine().getContent();
        var begins = BEGINS.matcher(line).region(state.getNextNonSpaceIndex(), line.length());
        return begins.lookingAt()
                ? BlockStart.of(new Note(begins.group(1))).atIndex(begins.end())
                : BlockStart.none();
    }

    private static LinkResult reference(LinkInfo link, Scanner scanner, InlineParserContext context) {
        String text = link.text(scanner);
        if (link.destination() != null || !text.startsWith("^")
                || (link.label() != null && context.getDefinition(LinkReferenceDefinition.class, link.label()) != null)
                || context.getDefinition(Footnote.class, text.substring(1)) == null) {
            return LinkResult.none();
        }
        return LinkResult.replaceWith(new Footnote.Reference(text.substring(1)), link.afterTextBracket());
    }

    private static final class Note extends AbstractBlockParser {
        private final Footnote note;

        private Note(String label) {
            note = new Footnote(label);
        }

        @Override
        public Block getBlock() {
            return note;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block block) {
            return true;
        }

        @Override
        public @Nullable BlockContinue tryContinue(ParserState state) {
            if (state.getIndent() >= INDENT) {
                return BlockContinue.atColumn(state.getColumn() + INDENT);
            }
            // An indented line may follow a blank one. Any other ends the note, unless it goes on with its paragraph.
            return state.isBlank() ? BlockContinue.atIndex(state.getIndex()) : BlockContinue.none();
        }

        @Override
        public List<DefinitionMap<?>> getDefinitions() {
            var definitions = new DefinitionMap<>(Footnote.class);
            definitions.putIfAbsent(note.label(), note);
            return List.of(definitions);
        }
    }
}
