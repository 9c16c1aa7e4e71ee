/** The main job and the crashes on its way, on real processes. */
@NullMarked
package org.imprimatur.endtoend;

import org.jspecify.annotations.NullMarked;
