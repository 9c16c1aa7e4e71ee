/** The entries of this house's logs: commitments to records that are kept, and can be erased, elsewhere. */
@NullMarked
package org.imprimatur.tlog.entry;

import org.jspecify.annotations.NullMarked;
