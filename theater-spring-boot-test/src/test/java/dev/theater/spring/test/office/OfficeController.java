package dev.theater.spring.test.office;

import org.springframework.stereotype.Controller;

/** Would be a web page. */
@Controller
class OfficeController {

}
