/** What an edition is, the log of them all, and which of them the newsroom has been told of. */
@NullMarked
package org.imprimatur.publishing.edition;

import org.jspecify.annotations.NullMarked;
