/** A machine that tries to break every promise of the newsroom, and says whether it did. */
@NullMarked
package org.imprimatur.torture;

import org.jspecify.annotations.NullMarked;
