"""HTTP: read the request, call one service or report, choose the answer."""
