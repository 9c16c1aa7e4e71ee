/** What staff's searches have in common: parameters that are checked one by one, spans of time, pages. */
@NullMarked
package org.imprimatur.consent.search;

import org.jspecify.annotations.NullMarked;
