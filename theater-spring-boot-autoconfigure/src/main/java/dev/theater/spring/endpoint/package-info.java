/** The Actuator endpoint {@code theater}. */
@NullMarked
package dev.theater.spring.endpoint;

import org.jspecify.annotations.NullMarked;
