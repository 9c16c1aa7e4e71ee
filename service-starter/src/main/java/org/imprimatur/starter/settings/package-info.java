/** Defaults that make three services behave as one house. */
@NullMarked
package org.imprimatur.starter.settings;

import org.jspecify.annotations.NullMarked;
