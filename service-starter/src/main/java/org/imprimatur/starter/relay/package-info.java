/** Work that was committed and still has to leave: done now, and swept up after a crash. */
@NullMarked
package org.imprimatur.starter.relay;

import org.jspecify.annotations.NullMarked;
