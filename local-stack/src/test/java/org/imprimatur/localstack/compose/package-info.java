/** Reads the files of the production-like stack and holds them to what the services and the local stack say. */
@NullMarked
package org.imprimatur.localstack.compose;

import org.jspecify.annotations.NullMarked;
