/** The database, the broker and the issuer of tokens that tests and the local stack stand on. */
@NullMarked
package org.imprimatur.localstack.backing;

import org.jspecify.annotations.NullMarked;
