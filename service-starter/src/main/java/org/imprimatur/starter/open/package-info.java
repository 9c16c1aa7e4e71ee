/** What a port for everybody is made of: a server below servlets and Spring, its routes, and what it refuses. */
@NullMarked
package org.imprimatur.starter.open;

import org.jspecify.annotations.NullMarked;
