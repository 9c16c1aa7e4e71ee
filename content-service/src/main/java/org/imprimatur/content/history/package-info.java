/** Shows how an article came to be: its hash-chained log and its revisions. */
@NullMarked
package org.imprimatur.content.history;

import org.jspecify.annotations.NullMarked;
