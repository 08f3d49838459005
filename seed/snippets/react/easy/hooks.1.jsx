import { useState, useEffect } from "react";
