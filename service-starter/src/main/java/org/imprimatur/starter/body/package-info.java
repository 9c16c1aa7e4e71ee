/** How much of a request is taken, in its fields and its body, before anything else looks at it. */
@NullMarked
package org.imprimatur.starter.body;

import org.jspecify.annotations.NullMarked;
