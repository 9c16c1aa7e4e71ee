/** Checks whole logs and single receipts, trusting nobody but the holder of a key: as a library and as a command. */
@NullMarked
package org.imprimatur.tlog.verify;

import org.jspecify.annotations.NullMarked;
