/** Reading: an article's text, Markdown with HTML in it, as HTML that may stand on a page, and what was lost on the way. */
@NullMarked
package org.imprimatur.publishing.markdown;

import org.jspecify.annotations.NullMarked;
