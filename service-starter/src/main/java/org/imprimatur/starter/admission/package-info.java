/** How many requests a service works on at once: whoever would only wait is told so instead. */
@NullMarked
package org.imprimatur.starter.admission;

import org.jspecify.annotations.NullMarked;
