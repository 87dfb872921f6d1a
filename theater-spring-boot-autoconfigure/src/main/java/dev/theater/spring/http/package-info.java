/**
 * {@code theater:simple/http-client}: lets guests call HTTP servers, as far as their
 * manifests allow.
 */
@NullMarked
package dev.theater.spring.http;

import org.jspecify.annotations.NullMarked;
