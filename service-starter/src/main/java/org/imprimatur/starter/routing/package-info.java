/** Refuses, before anything is done, what no route takes: address, method, media type asked for, parameters. */
@NullMarked
package org.imprimatur.starter.routing;

import org.jspecify.annotations.NullMarked;
