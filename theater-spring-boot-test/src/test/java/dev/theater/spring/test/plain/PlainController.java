package dev.theater.spring.test.plain;

import org.springframework.stereotype.Controller;

/** Is left. */
@Controller
class PlainController {

}
