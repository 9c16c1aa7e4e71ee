/** How a service keeps what others build upon. */
@NullMarked
package org.imprimatur.starter.storage;

import org.jspecify.annotations.NullMarked;
