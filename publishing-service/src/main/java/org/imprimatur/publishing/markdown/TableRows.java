package org.imprimatur.publishing.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;

/** Finds what Markdown tables lose: cells beyond the columns that the heading has are dropped (GFM, section 4.10). */
final class TableRows extends AbstractVisitor {
    private final List<String> lines;
    private final Losses losses;

    /** @param lines of the source */
    TableRows(List<String> lines, Losses losses) {
        this.lines = lines;
        this.losses = losses;
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TableRow && !node.getSourceSpans().isEmpty()) {
            check(node);
        }
        visitChildren(node);
    }

    private void check(Node row) {
        var span = row.getSourceSpans().getFirst();
        String line = lines.get(span.getLineIndex());
        var written = cells(line.substring(Math.min(span.getColumnIndex(), line.length())).strip());
        int columns = 0;
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            columns++;
        }
        if (written.size() > columns) {
            var lost = written.subList(columns, written.size());
            losses.add("table", span.getLineIndex() + 1, "The row has more cells than the table has columns; what is "
                    + "beyond them isn't shown.", String.join(" ", lost));
        }
        if (line.contains("||")) {
            losses.add("table", span.getLineIndex() + 1, "Two bars in a row make an empty cell. Cells that span "
                    + "several columns can be written in HTML: <td colspan=\"2\">.", null);
        }
    }

    private static List<String> cells(String row) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        for (int index = row.startsWith("|") ? 1 : 0; index < row.length(); index++) {
            char character = row.charAt(index);
            if (character == '\\' && index + 1 < row.length()) {
                cell.append(character).append(row.charAt(++index));
            } else if (character == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        if (!cell.toString().isBlank()) {
            cells.add(cell.toString().strip());
        }
        return cells;
    }
}
