/** Who is calling, and what that role may reach: closed by default. */
@NullMarked
package org.imprimatur.starter.security;

import org.jspecify.annotations.NullMarked;
