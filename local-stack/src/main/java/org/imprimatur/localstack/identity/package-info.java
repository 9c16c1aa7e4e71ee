/** An OpenID provider with the six people of the sample newsroom, for one machine and nothing else. */
@NullMarked
package org.imprimatur.localstack.identity;

import org.jspecify.annotations.NullMarked;
