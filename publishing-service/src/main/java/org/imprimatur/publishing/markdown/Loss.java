package org.imprimatur.publishing.markdown;

import org.jspecify.annotations.Nullable;

/**
 * Something of an article's source that isn't on its page, or not as it was written; told to whoever wrote it.
 *
 * @param what one of "image", "link", "anchor", "element", "attribute", "script",
 *     "text", "table", "footnote", "definition", "comment", "tag"
 * @param line of the source in which it stands first, counted from 1
 * @param times how often the same was met
 * @param words a sentence for the editor
 * @param lost the words that readers don't see; absent if none are lost
 */
public record Loss(String what, int line, int times, String words, @Nullable String lost) {}
