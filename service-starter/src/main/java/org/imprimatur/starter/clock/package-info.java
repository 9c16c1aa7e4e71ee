/** What time it is by somebody else's clock. */
@NullMarked
package org.imprimatur.starter.clock;

import org.jspecify.annotations.NullMarked;
