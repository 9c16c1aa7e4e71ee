/** Finds articles: a projection of the log's heads, page by page. */
@NullMarked
package org.imprimatur.content.listing;

import org.jspecify.annotations.NullMarked;
