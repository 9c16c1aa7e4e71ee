/** Bodies of requests: how large they may be, and how what nobody reads gets out of the way of the answer. */
@NullMarked
package org.imprimatur.starter.body;

import org.jspecify.annotations.NullMarked;
