package dev.theater.spring.test.plain;

import org.springframework.stereotype.Service;

/** Is left. */
@Service
class PlainService {

}
