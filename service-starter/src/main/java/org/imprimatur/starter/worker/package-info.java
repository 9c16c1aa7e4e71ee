/** Work in the background that goes on through failures, and whoever sees that it does. */
@NullMarked
package org.imprimatur.starter.worker;

import org.jspecify.annotations.NullMarked;
