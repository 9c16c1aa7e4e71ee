/** Whoever sends too much, told apart without anybody's address being kept or passed on. */
@NullMarked
package org.imprimatur.starter.sender;

import org.jspecify.annotations.NullMarked;
