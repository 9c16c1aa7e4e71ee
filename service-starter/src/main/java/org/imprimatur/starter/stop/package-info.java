/** How a service ends without a request noticing: it says that it will, goes on for a while, and closes its doors. */
@NullMarked
package org.imprimatur.starter.stop;

import org.jspecify.annotations.NullMarked;
