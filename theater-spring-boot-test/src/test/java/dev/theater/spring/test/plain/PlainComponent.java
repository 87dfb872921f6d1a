package dev.theater.spring.test.plain;

import org.springframework.stereotype.Component;

/** Is left. */
@Component
class PlainComponent {

}
