/** What readers look for in words: an index of the live stories, in step with the edition that is shown. */
@NullMarked
package org.imprimatur.publishing.search;

import org.jspecify.annotations.NullMarked;
