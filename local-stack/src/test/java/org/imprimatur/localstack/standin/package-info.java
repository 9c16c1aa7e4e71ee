/** Programs that tests start in place of the real services. */
@NullMarked
package org.imprimatur.localstack.standin;

import org.jspecify.annotations.NullMarked;
